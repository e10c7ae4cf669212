package io.zhijing.connectors.notify;

import java.io.Serializable;
import java.util.List;

/** Where a notification goes, a type per kind of channel. Personal ones print masked. */
public sealed interface Address extends Serializable {

  /**
   * A mailbox, over SMTP.
   *
   * @param address {@code local@domain}
   */
  record Mailbox(String address) implements Address {
    private static final long serialVersionUID = 1L;

    @Override
    public String toString() {
      return "Mailbox[***]";
    }
  }

  /**
   * A telephone, over an SMS gateway.
   *
   * @param number digits, with a leading + for a country code
   */
  record Phone(String number) implements Address {
    private static final long serialVersionUID = 1L;

    @Override
    public String toString() {
      return "Phone[***]";
    }
  }

  /**
   * A chat group, over its robot, whose settings say which.
   *
   * @param mobiles telephones of members to be called by name (DingTalk, WeCom text)
   * @param isAll whether to call everybody
   */
  record Group(List<String> mobiles, boolean isAll) implements Address {
    private static final long serialVersionUID = 1L;

    /** Copies the list. */
    public Group {
      mobiles = List.copyOf(mobiles);
    }

    /** A group of which nobody is called by name. */
    public static Group quiet() {
      return new Group(List.of(), false);
    }

    @Override
    public String toString() {
      return "Group[" + mobiles.size() + " called, all=" + isAll + "]";
    }
  }

  /**
   * A system that receives for others: webhook, Alertmanager, CAP; its settings say where.
   *
   * @param name what the subscription calls it
   */
  record Receiver(String name) implements Address {
    private static final long serialVersionUID = 1L;
  }
}
