/** DingTalk's custom robots. */
package io.zhijing.connectors.notify.dingtalk;
