/** What is bundled from source and put into a page: the golden checks, the models and the homes. */
export { checkDevice } from '../../kernels/in-page.ts';
export { ofEmbedding } from '../../kernels/embedding-case.ts';
export { ofGru } from '../../kernels/gru-case.ts';
export { ofNtm } from '../../kernels/ntm-case.ts';
export { ofOptimizers } from '../../kernels/optimizers-case.ts';
export { ofRnn } from '../../kernels/rnn-case.ts';
export { ofSoftmax } from '../../kernels/softmax-case.ts';
export { ofSpectrum } from '../../kernels/spectrum-case.ts';
export { gpu } from '../../../kernels/device/gpu.ts';
export { plain } from '../../../kernels/device/plain.ts';
export * as embedding from '../../../kernels/embedding.ts';
export * as gru from '../../../kernels/gru.ts';
export * as ntm from '../../../kernels/ntm.ts';
export * as optimizers from '../../../kernels/optimizers.ts';
export * as rnn from '../../../kernels/rnn.ts';
export * as softmax from '../../../kernels/softmax.ts';
export * as spectrum from '../../../kernels/spectrum.ts';
