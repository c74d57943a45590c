import { SIDES } from "@plumbline/clinical-model";
import { FOOT_REGIONS } from "@plumbline/plantar-pressure";
import type { PressureReport } from "@plumbline/plantar-pressure";
import { z } from "zod";
