// Resources that a program makes -> the lines of a month's bill. One file a cloud; each sees all of its own resources.

export { type Bill, billOf } from './bill.ts';
export { type Line, NoPrice, type Priced, type Use } from './line.ts';
