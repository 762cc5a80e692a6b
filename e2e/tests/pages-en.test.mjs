// Every page of the desk in this language: axe in light and dark, and no sideways scrolling on a small telephone.

import { sweep } from "../support/sweep.mjs";

sweep("en");
