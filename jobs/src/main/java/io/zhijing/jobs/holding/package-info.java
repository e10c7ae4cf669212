/** What is added up on one worker before it is shuffled. */
package io.zhijing.jobs.holding;
