/** A picture as a function of its pixels, values 0 to 1. */
export interface Picture {
  width: number;
  height: number;
  value: (x: number, y: number) => number;
}
