import {
  checkSubmission,
  submissionFaults,
  type CheckedSubmission,
  type Submission,
} from '../../domain/qualification/submission.ts';
import { FormRefused } from './draft.ts';

/** @throws FormRefused with every fault at its field; its code is that of the first */
export function checkedOrRefused(said: Submission, today: string): CheckedSubmission {
  const outcome = checkSubmission(said, today);
  if (!outcome.ok) throw new FormRefused(outcome, submissionFaults(said, today));
  return outcome.value;
}
