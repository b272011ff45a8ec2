export { persistedOperations } from '../persisted/persistedOperations.js';
export { fileFromPath } from './fileFromPath.js';
