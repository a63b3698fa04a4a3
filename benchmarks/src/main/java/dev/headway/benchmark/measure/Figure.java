package dev.headway.benchmark.measure;

/**
 * What one run took.
 *
 * @param wall nanoseconds from begin to end
 * @param cpu nanoseconds of CPU time that the process spent meanwhile
 */
public record Figure(long wall, long cpu) {

}
