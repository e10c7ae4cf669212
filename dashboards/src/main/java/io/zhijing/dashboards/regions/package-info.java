/**
 * Shapes of a pack's regions as documents, for maps. The command that loads them is their only
 * writer.
 */
package io.zhijing.dashboards.regions;
