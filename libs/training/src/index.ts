export type {
  EndReason,
  EpochEvent,
  FailedEvent,
  FinishedEvent,
  MetricRow,
  RunEvent,
  StartedEvent,
  StepEvent,
} from './events/run-event.ts';
