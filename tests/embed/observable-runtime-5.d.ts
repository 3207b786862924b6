declare module 'observable-runtime-5' {
  export { Runtime } from '@observablehq/runtime';
}
