/** Feishu's and Lark's custom robots. */
package io.zhijing.connectors.notify.feishu;
