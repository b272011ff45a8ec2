export { fileFromPath } from './fileFromPath.js';
