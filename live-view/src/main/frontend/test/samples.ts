import type { CaptionView, MemberView, ModalityView, WindowView } from "../src/api/types";

export function caption(change: Partial<CaptionView>): CaptionView {
  return {
    source: "microphone",
    utterance: 0,
    revision: 0,
    start_ms: 0,
    end_ms: 1000,
    event_time_ms: 0,
    committed: "",
    tentative: "",
    is_final: false,
    settled: false,
    language: "en",
    ...change,
  };
}

export function modality(
  name: string,
  completeness = "complete",
  reason: string | null = null,
  weight: number | null = null,
): ModalityView {
  return { modality: name, completeness, reason, weight, coverage: null, attribution: null };
}

export function window(change: Partial<WindowView>): WindowView {
  return {
    index: 0,
    start_ms: 0,
    end_ms: 2000,
    revision: 0,
    settled: false,
    fire_reason: "all-passed",
    fusion: null,
    modalities: [modality("audio")],
    members: [],
    sources: [],
    ...change,
  };
}

export function member(change: Partial<MemberView>): MemberView {
  return {
    modality: "audio",
    source: "microphone",
    epoch: 0,
    sequence: 0,
    start_ms: 0,
    end_ms: 1500,
    text: "hello",
    labels: [],
    lines: [],
    skew_ms: 0,
    held: false,
    ...change,
  };
}
