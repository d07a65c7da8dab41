/** The records of the view's API, as its JSON has them; see docs/live-view.md. Times are ms of media time. */

export interface StreamSummary {
  stream: string;
  state: string;
  origin_time_ms: number;
  position_ms: number;
  updated_ms: number;
  modalities: string[];
  captions: number;
  last_caption: string | null;
  caption_lag_p95_ms: number | null;
  dead_letters: number;
}

export interface SourceView {
  source: string;
  modality: string;
  state: string;
  passed_ms: number | null;
  skew_ms: number | null;
  drift_ppm: number | null;
}

export interface LedgerView {
  source: string;
  modality: string;
  read: number;
  matched: number;
  late_revised: number;
  late_dropped: number;
  duplicate: number;
  invalid: number;
  shed: number;
  ended: boolean;
  at_ms: number | null;
}

export interface LatencyView {
  stage: string;
  count: number;
  p50_ms: number;
  p95_ms: number;
  p99_ms: number;
}

export interface ModelView {
  id: string;
  version: string;
}

export interface BoxView {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface SeenView {
  text: string;
  score: number;
  box: BoxView;
  track: string | null;
}

export interface SceneView {
  source: string;
  at_ms: number;
  event_time_ms: number;
  frame: string | null;
  width: number;
  height: number;
  objects: SeenView[];
  lines: SeenView[];
  action: string | null;
  moderation: Record<string, number>;
  description: string | null;
  models: ModelView[];
}

export interface StreamDetail {
  summary: StreamSummary;
  sources: SourceView[];
  ledger: LedgerView[];
  latency: LatencyView[];
  models: ModelView[];
  scene: SceneView | null;
}

export interface CaptionView {
  source: string;
  utterance: number;
  revision: number;
  start_ms: number;
  end_ms: number;
  event_time_ms: number;
  committed: string;
  tentative: string;
  is_final: boolean;
  settled: boolean;
  language: string | null;
}

export interface CaptionPage {
  stream: string;
  captions: CaptionView[];
  next: string | null;
}

export interface ModalityView {
  modality: string;
  completeness: string;
  reason: string | null;
  weight: number | null;
  coverage: number | null;
  attribution: number | null;
}

export interface MemberView {
  modality: string;
  source: string;
  epoch: number;
  sequence: number;
  start_ms: number;
  end_ms: number;
  text: string | null;
  labels: string[];
  lines: string[];
  skew_ms: number;
  held: boolean;
}

export interface WindowView {
  index: number;
  start_ms: number;
  end_ms: number;
  revision: number;
  settled: boolean;
  fire_reason: string | null;
  fusion: string | null;
  modalities: ModalityView[];
  members: MemberView[];
  sources: SourceView[];
}

export interface TurnView {
  turn: number;
  revision: number;
  start_ms: number;
  end_ms: number;
  speaker: string | null;
  end_of_turn_probability: number;
  text: string;
  on_screen_text: string[];
  messages: string[];
  is_final: boolean;
}

export interface Snapshot {
  detail: StreamDetail;
  captions: CaptionView[];
  windows: WindowView[];
  turns: TurnView[];
}

export interface LimitView {
  id: string;
  who: string;
  kind: string;
  figure: string;
  unit: string;
  measured: number | null;
  at_most: boolean;
  limit: number;
  verdict: string;
  source: string;
}

export interface ComplianceView {
  words: number;
  utterances: number;
  speech_ms: number;
  limits: LimitView[];
}

export interface SearchHit {
  stream: string;
  source: string;
  modality: string;
  start_ms: number;
  end_ms: number;
  text: string;
  score: number;
  matched: string[];
}

export interface SearchAnswer {
  query: string;
  mode: string;
  took_ms: number;
  hits: SearchHit[];
}
