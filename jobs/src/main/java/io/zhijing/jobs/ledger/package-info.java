/** The accounts of every record: what came in and what became of it. */
package io.zhijing.jobs.ledger;
