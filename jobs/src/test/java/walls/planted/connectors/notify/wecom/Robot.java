package walls.planted.connectors.notify.wecom;

/** Something that another channel must not know. */
public record Robot(String key) {}
