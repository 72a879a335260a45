import { wayBackTo } from '../uploads/back-to-page.ts';

export const { backToPage, explainOnPage } = wayBackTo('/p');
