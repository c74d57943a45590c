import { GLYPHS, GLYPH_ROWS, GLYPH_STEP } from "./picture-letters.ts";

export type Color = readonly [red: number, green: number, blue: number];

/** A white sheet to draw on, in pixels from the upper left corner. What falls outside is cut off. Edges are smooth. */
export class Canvas {
  readonly width: number;
  readonly height: number;
  readonly rgb: Uint8Array;

  constructor(width: number, height: number) {
    this.width = width;
    this.height = height;
    this.rgb = new Uint8Array(width * height * 3).fill(255);
  }

  rectangle(left: number, top: number, width: number, height: number, color: Color): void {
    for (let y = Math.round(top); y < Math.round(top + height); y++) {
      for (let x = Math.round(left); x < Math.round(left + width); x++) this.#blend(x, y, color, 1);
    }
  }

  disc(centerX: number, centerY: number, radius: number, color: Color): void {
    this.line(centerX, centerY, centerX, centerY, 2 * radius, color);
  }

  /** With round ends. */
  line(fromX: number, fromY: number, toX: number, toY: number, width: number, color: Color): void {
    const reach = width / 2;
    const alongX = toX - fromX;
    const alongY = toY - fromY;
    const squared = alongX * alongX + alongY * alongY;
    for (let y = Math.floor(Math.min(fromY, toY) - reach); y <= Math.max(fromY, toY) + reach; y++) {
      for (let x = Math.floor(Math.min(fromX, toX) - reach); x <= Math.max(fromX, toX) + reach; x++) {
        const besideX = x + 0.5 - fromX;
        const besideY = y + 0.5 - fromY;
        const share = squared === 0 ? 0 : Math.min(1, Math.max(0, (besideX * alongX + besideY * alongY) / squared));
        const distance = Math.hypot(besideX - share * alongX, besideY - share * alongY);
        this.#blend(x, y, color, Math.min(1, Math.max(0, reach - distance + 0.5)));
      }
    }
  }

  /** @param size - Pixels for each dot of a letter; a capital is seven dots high. A letter that is not drawn leaves a gap. */
  text(left: number, top: number, text: string, size: number, color: Color): void {
    [...text].forEach((letter, index) => {
      const rows = GLYPHS[letter] ?? [];
      rows.forEach((bits, row) => {
        [...bits].forEach((bit, column) => {
          if (bit !== "#") return;
          this.rectangle(left + (index * GLYPH_STEP + column) * size, top + row * size, size, size, color);
        });
      });
    });
  }

  #blend(x: number, y: number, color: Color, share: number): void {
    if (share <= 0 || x < 0 || y < 0 || x >= this.width || y >= this.height) return;
    const at = (y * this.width + x) * 3;
    for (let channel = 0; channel < 3; channel++) {
      const below = this.rgb[at + channel]!;
      this.rgb[at + channel] = Math.round(below + (color[channel]! - below) * share);
    }
  }
}

export function textWidth(text: string, size: number): number {
  return Math.max(0, text.length * GLYPH_STEP - 1) * size;
}

export function textHeight(size: number): number {
  return GLYPH_ROWS * size;
}
