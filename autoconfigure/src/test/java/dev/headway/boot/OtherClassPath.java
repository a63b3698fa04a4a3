package dev.headway.boot;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * A variant of the class path of the tests.
 *
 * @param entries its files and folders
 */
public record OtherClassPath(List<String> entries) {

	/**
	 * The class path of the tests without some jars, but with others in front.
	 * @param missing a pattern that the names of the jars begin with
	 * @param first the jars in front
	 * @return the class path
	 */
	public static OtherClassPath without(String missing, File... first) {
		Pattern pattern = Pattern.compile("(^|/)(%s)[^/]*\\.jar$".formatted(missing));
		Stream<String> others = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((entry) -> !pattern.matcher(entry).find());
		return new OtherClassPath(Stream.concat(Stream.of(first).map(File::getPath), others).toList());
	}

	/**
	 * Call a static method without parameters in a new class loader.
	 * @param type its class
	 * @param method its name
	 * @return what it returns
	 * @throws InvocationTargetException if it throws
	 */
	public @Nullable Object call(Class<?> type, String method) throws IOException, ReflectiveOperationException {
		Thread thread = Thread.currentThread();
		ClassLoader before = thread.getContextClassLoader();
		URL[] urls = this.entries.stream().map(OtherClassPath::url).toArray(URL[]::new);
		try (URLClassLoader loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
			thread.setContextClassLoader(loader);
			return loader.loadClass(type.getName()).getDeclaredMethod(method).invoke(null);
		}
		finally {
			thread.setContextClassLoader(before);
		}
	}

	private static URL url(String entry) {
		try {
			return new File(entry).toURI().toURL();
		}
		catch (MalformedURLException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
