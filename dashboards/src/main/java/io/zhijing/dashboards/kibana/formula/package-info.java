/** Lens's formula language, as far as the dashboards use it: text to tree and back. */
package io.zhijing.dashboards.kibana.formula;
