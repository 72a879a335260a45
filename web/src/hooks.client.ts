import type { ClientInit } from '@sveltejs/kit/hooks';
import { rememberEarlyInput } from '#lib/early-input.ts';

export const init: ClientInit = rememberEarlyInput;
