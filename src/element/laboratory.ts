/** The models and homes as they are in this build, for the console and for tests; fetched only when asked for. */
export { gpu } from '../../kernels/device/gpu.ts';
export { plain } from '../../kernels/device/plain.ts';
import type { Kernel } from '../../kernels/device/device.ts';

/** What a model file exports: kernels and the functions that compose them. */
export type Model = Record<string, Kernel | ((...values: never[]) => unknown)>;

const modules = import.meta.glob<Model>('/kernels/*.ts');

export const models: readonly string[] = Object.keys(modules).map((path) =>
  path.slice('/kernels/'.length, -3),
);

/** Rejects where there is no model of that name. */
export async function model(name: string): Promise<Model> {
  const load = modules[`/kernels/${name}.ts`];
  if (!load) throw new Error(`there is no model "${name}"; there are ${models.join(', ')}`);
  return load();
}
