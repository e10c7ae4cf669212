/** What the stages put out, as documents for Elasticsearch: ids, versions and fields. */
package io.zhijing.jobs.documents;
