/** Which resource a call is about. */
export interface Subject {
  urn: string;
  type: string;
  name: string;
}

interface Request {
  setUrn(value: string): unknown;
  setType(value: string): unknown;
  setName(value: string): unknown;
}

export function about<R extends Request>(request: R, { urn, type, name }: Subject): R {
  request.setUrn(urn);
  request.setType(type);
  request.setName(name);
  return request;
}
