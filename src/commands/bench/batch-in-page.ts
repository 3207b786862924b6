/** What bench/batch.ts puts into a page. */
export { gpu } from '../../../kernels/device/gpu.ts';
export { textData, trainer } from '../../../kernels/trainer/index.ts';
export { textOf } from '../../../kernels/texts.ts';
