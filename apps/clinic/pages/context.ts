import { createContext } from "react-router";
import type { RequestContext } from "../server/request-context.ts";

/** What every loader and action gets from the server: the running clinic and who is asking. */
export const clinicContext = createContext<RequestContext>();
