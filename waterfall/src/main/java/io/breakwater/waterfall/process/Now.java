package io.breakwater.waterfall.process;

import java.time.Duration;
import java.util.Optional;

/**
 * The only time a rule ever sees. {@code uptime} is monotonic since the carrier started and serves pacing alone;
 * {@code house} is absent while the node has not heard a majority of its peers, and then nothing may expire, be
 * released, be granted or be closed out.
 */
public record Now(Duration uptime, Optional<HouseInstant> house) {}
