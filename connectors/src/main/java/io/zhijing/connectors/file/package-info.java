/**
 * Files at the edge: packs of taxonomies and CSV sources with header mapping. A pack makes the
 * monitor one authority's; nothing about a place or a sector is code.
 */
package io.zhijing.connectors.file;
