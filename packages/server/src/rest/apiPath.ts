/** Where the REST face is. */
export const apiPath = '/api';
