export { persistedOperations } from '../persisted/persistedOperations.js';
export { fileFromPath } from './fileFromPath.js';
export { fileResumeStore } from './fileResumeStore.js';
