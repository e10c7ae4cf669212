package io.zhijing.jobs.notification;

/**
 * The identity of each operator of the notification job in a savepoint. Never renamed, never
 * reused: a savepoint finds its state by it.
 */
public enum NotificationUids {
  /** Reads warnings. */
  WARNING_SOURCE("notification-warnings-source", "Warnings from Kafka"),
  /** Reads subscriptions. */
  SUBSCRIPTION_SOURCE("notification-subscriptions-source", "Subscriptions from Kafka"),
  /** Bytes to steps. */
  DECODE_WARNINGS("notification-decode-warnings", "Decode warnings"),
  /** Bytes to subscriptions. */
  DECODE_SUBSCRIPTIONS("notification-decode-subscriptions", "Decode subscriptions"),
  /** Steps to recipients. */
  FAN_OUT("notification-fan-out", "Match with subscriptions"),
  /** Tells each recipient. */
  DELIVER("notification-deliver", "Deliver"),
  /** Audit documents. */
  DELIVERY_DOCUMENTS("notification-delivery-documents", "Documents of deliveries"),
  /** Dead-letter documents. */
  DEAD_LETTER_DOCUMENTS("notification-dead-letter-documents", "Documents of dead letters"),
  /** Writes all documents. */
  DOCUMENT_SINK("notification-document-sink", "Documents to Elasticsearch"),
  /** Writes dead letters. */
  DEAD_LETTER_SINK("notification-dead-letter-sink", "Dead letters to Kafka");

  private final String uid;
  private final String phrase;

  NotificationUids(String uid, String phrase) {
    this.uid = uid;
    this.phrase = phrase;
  }

  /** The stable identity. */
  public String uid() {
    return uid;
  }

  /** What a person reads in the web UI. */
  public String phrase() {
    return phrase;
  }
}
