/** Why a warning: its numbers computed again from the counts that Elasticsearch holds. */
package io.zhijing.dashboards.explain;
