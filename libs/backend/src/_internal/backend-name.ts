/** Name under which TensorFlow.js knows the backend. */
export const BACKEND_NAME = 'convlab';
