/**
 * The package's version.
 *
 * @module
 */

/** The version in both manifests; a test keeps the three equal. */
export const version = "0.1.0";
