/**
 * Telling people: what is to be told, the port that tells it, when to try again and how often one
 * may speak. Channels are sub-packages that know this package and never one another. Pure edges: no
 * Flink, no clock.
 */
package io.zhijing.connectors.notify;
