/**
 * Facts into words: Chinese and English, as plain text, HTML, robots' Markdown and SMS, each
 * escaped and cut to what its channel carries.
 */
package io.zhijing.connectors.notify.wording;
