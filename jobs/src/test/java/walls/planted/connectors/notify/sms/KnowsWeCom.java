package walls.planted.connectors.notify.sms;

import walls.planted.connectors.notify.wecom.Robot;

/** Breaks: channels are independent. */
public record KnowsWeCom(Robot robot) {}
