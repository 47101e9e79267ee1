/**
 * The methods of the API's calls.
 *
 * @module
 */

/** Methods that the command line sends: those of the API's documentation and those like them. */
export const apiMethods: ReadonlyArray<string> = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"];
