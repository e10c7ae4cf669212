/** The second job: warnings and subscriptions to deliveries, and what became of each. */
package io.zhijing.jobs.notification;
