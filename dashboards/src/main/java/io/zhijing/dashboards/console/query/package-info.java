/**
 * Typed answers out of the stored documents, each already cut to what its viewer may see. No count
 * leaves here but as a {@link io.zhijing.dashboards.console.query.Count}.
 */
package io.zhijing.dashboards.console.query;
