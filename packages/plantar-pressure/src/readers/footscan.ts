import { notOk, ok } from "@plumbline/clinical-model";
import type { Result } from "@plumbline/clinical-model";
import { latin1Text, LineStream } from "@plumbline/signal-processing";
import { warning } from "../quality-note.ts";
import type { RecordingReader } from "../recording-reader.ts";
import type { PressureRecording } from "../recording.ts";
import { readFirstSheet } from "./biff8.ts";
import type { SheetCell } from "./biff8.ts";
import { compoundStream, isCompoundFile } from "./compound-file.ts";
import { FootscanSheet } from "./footscan-sheet.ts";

/** RSscan footscan plates, workbook of Excel 97 to 2003: one sheet, newtons a cell, heel end first. */
export const footscanReader: RecordingReader = {
  format: "RSscan footscan .xls",
  canRead: (head) => isCompoundFile(Uint8Array.from(head, (character) => character.charCodeAt(0))),
  open(fileName) {
    const chunks: Uint8Array[] = [];
    return {
      write: (chunk) => void chunks.push(chunk.slice()),
      end: () => readWorkbook(join(chunks), fileName),
    };
  },
};

/** The same sheet as tab-separated text. Made from a description; no real file was seen. */
export const footscanTextReader: RecordingReader = {
  format: "RSscan footscan text",
  canRead: (head) => /^\s*"?Scanning speed/im.test(head) && /^\s*"?Frame\s+\d+/im.test(head),
  open(fileName) {
    const sheet = new FootscanSheet();
    let row = 0;
    let openRow: readonly SheetCell[] | null = null;
    const lines = new LineStream((bytes, start, end, isOpen) => {
      const cells = latin1Text(bytes, start, end).replace(/\r$/, "").split("\t").map(textCell);
      row++;
      if (isOpen) openRow = cells;
      else sheet.take(row, cells);
    });
    return {
      write: (chunk) => lines.write(chunk),
      end() {
        lines.end();
        const result = sheet.end({ fileName, format: footscanTextReader.format, isCut: openRow !== null });
        return result.ok ? ok({ ...result.value, notes: [...result.value.notes, unproven()] }) : result;
      },
    };
  },
};

function readWorkbook(bytes: Uint8Array, fileName: string): Result<PressureRecording> {
  const stream = compoundStream(bytes, ["Workbook", "Book"]);
  if (stream === null) {
    return notOk({
      code: "recording/workbook",
      path: "",
      message: "The workbook is damaged, cut off, or holds no sheet.",
      hint: "Export the recording again from the maker's program; do not open and save it in between.",
    });
  }
  const sheet = new FootscanSheet();
  const isWhole = readFirstSheet(stream, (row, cells) => sheet.take(row + 1, cells));
  return sheet.end({ fileName, format: footscanReader.format, isCut: !isWhole });
}

function textCell(text: string): SheetCell {
  const trimmed = text.trim().replace(/^"|"$/g, "");
  if (trimmed === "") return null;
  const number = Number(trimmed.replace(",", "."));
  return Number.isNaN(number) ? trimmed : number;
}

function unproven() {
  return warning(
    "recording/unproven-format",
    "",
    "Reading of this text export is unproven on real files.",
    "Compare force and contact time with the maker's program, or export the workbook (.xls).",
  );
}

function join(chunks: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(chunks.reduce((length, chunk) => length + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}
