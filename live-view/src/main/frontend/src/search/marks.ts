/** A part of a text, and whether a word of the query stands in it. */
export interface Part {
  text: string;
  hit: boolean;
}

/** Words shorter than this are marked only where they stand alone. */
const SHORT = 3;

/** Splits a text at the words that the query has; other forms that begin alike count too. */
export function marked(text: string, query: string): Part[] {
  const wanted = query.toLocaleLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const parts: Part[] = [];
  let from = 0;
  for (const match of text.matchAll(/[\p{L}\p{N}]+/gu)) {
    const word = match[0].toLocaleLowerCase();
    if (wanted.some((one) => word === one || (one.length >= SHORT && word.startsWith(one)))) {
      if (match.index > from) {
        parts.push({ text: text.slice(from, match.index), hit: false });
      }
      parts.push({ text: match[0], hit: true });
      from = match.index + match[0].length;
    }
  }
  if (from < text.length) {
    parts.push({ text: text.slice(from), hit: false });
  }
  return parts;
}
