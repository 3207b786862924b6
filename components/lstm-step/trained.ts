/** The weights that kernels/recipes/latch.ts trained, and the sequence on which they are shown. */
import latch from '../../public/models/latch.json' with { type: 'json' };
import { squashed, type Parameters } from '../../kernels/lstm.ts';
import { forward } from '../../kernels/lstm.ts';
import { plain } from '../../kernels/device/plain.ts';
import type { Matrix, Vector } from '../parts/declare.ts';
