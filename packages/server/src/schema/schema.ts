import { builder } from './builder.js';
import './scalars.js';
import './nodeField.js';
import '../organization/schema.js';
import '../organization/userSchema.js';
import '../auth/schema.js';
import '../patient/schema.js';
import '../patient/querySchema.js';
import '../patient/createSchema.js';
import '../study/schema.js';
import '../study/seriesSchema.js';
import '../study/querySchema.js';
import '../image/schema.js';
import '../image/querySchema.js';
import '../image/uploadSchema.js';
import '../model/schema.js';
import '../model/activateSchema.js';
import '../analysis/schema.js';
import '../analysis/resultSchema.js';
import '../analysis/querySchema.js';
import '../analysis/mutationSchema.js';
import '../analysis/subscriptionSchema.js';
import '../seriesAnalysis/schema.js';
import '../seriesAnalysis/mutationSchema.js';
import '../seriesAnalysis/subscriptionSchema.js';

/** The whole schema. A new entity is a file and an import line above. */
export const schema = builder.toSchema();
