import { builder } from './builder.js';
import './scalars.js';
import './nodeField.js';
import '../organization/schema.js';
import '../organization/userSchema.js';
import '../crossOrigin/schema.js';
import '../auth/schema.js';
import '../auth/usersSchema.js';
import '../auth/userMutationSchema.js';
import '../auth/accountSchema.js';
import '../apiKeys/schema.js';
import '../apiKeys/mutationSchema.js';
import '../embed/schema.js';
import '../oidc/schema.js';
import '../patient/schema.js';
import '../patient/querySchema.js';
import '../patient/createSchema.js';
import '../study/schema.js';
import '../study/seriesSchema.js';
import '../study/geometrySchema.js';
import '../study/querySchema.js';
import '../image/schema.js';
import '../image/querySchema.js';
import '../image/uploadSchema.js';
import '../uploads/uploadSchema.js';
import '../deidentification/schema.js';
import '../deidentification/mutationSchema.js';
import '../model/schema.js';
import '../model/activateSchema.js';
import '../analysis/schema.js';
import '../analysis/resultSchema.js';
import '../analysis/querySchema.js';
import '../analysis/mutationSchema.js';
import '../analysis/subscriptionSchema.js';
import '../seriesAnalysis/schema.js';
import '../seriesAnalysis/profileSchema.js';
import '../seriesAnalysis/lesionSchema.js';
import '../seriesAnalysis/mutationSchema.js';
import '../seriesAnalysis/subscriptionSchema.js';
import '../rendering/imageSchema.js';
import '../rendering/resultSchema.js';
import '../report/schema.js';
import '../volume/schema.js';
import '../volume/suggestionSchema.js';

/**
 * The whole schema. A new entity is a file and an import line above. In the order of the code: results with their payload first.
 */
export const schema = builder.toSchema({ sortSchema: false });
