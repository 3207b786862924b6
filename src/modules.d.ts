declare module '*.yaml' {
  const content: Record<string, string>;
  export default content;
}
