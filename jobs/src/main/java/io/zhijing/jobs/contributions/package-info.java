/** Who contributes to what is warned of. */
package io.zhijing.jobs.contributions;
