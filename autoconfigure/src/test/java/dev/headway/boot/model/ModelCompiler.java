package dev.headway.boot.model;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Compiles a Java source in memory.
 */
final class ModelCompiler extends ForwardingJavaFileManager<StandardJavaFileManager> {

	private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

	private static final StandardJavaFileManager CLASS_PATH = COMPILER.getStandardFileManager(null, null, null);

	private final Map<String, ByteArrayOutputStream> classes = new HashMap<>();

	private ModelCompiler() {
		super(CLASS_PATH);
	}

	/**
	 * Compile a class with its nested classes.
	 * @return the nested classes that are not themselves nested
	 */
	static List<Class<?>> nestedClasses(String name, String source) {
		ModelCompiler files = new ModelCompiler();
		StringWriter messages = new StringWriter();
		boolean compiled = COMPILER
			.getTask(messages, files, null, List.of("-proc:none", "-nowarn"), null, List.of(new Source(name, source)))
			.call();
		if (!compiled) {
			throw new IllegalStateException(messages + source);
		}
		try {
			return List.of(files.loader().loadClass(name).getDeclaredClasses());
		}
		catch (ClassNotFoundException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private ClassLoader loader() {
		return new ClassLoader(ModelCompiler.class.getClassLoader()) {
			@Override
			protected Class<?> findClass(String name) throws ClassNotFoundException {
				ByteArrayOutputStream content = ModelCompiler.this.classes.get(name);
				if (content == null) {
					throw new ClassNotFoundException(name);
				}
				return defineClass(name, content.toByteArray(), 0, content.size());
			}
		};
	}

	@Override
	public JavaFileObject getJavaFileForOutput(JavaFileManager.Location location, String name, JavaFileObject.Kind kind,
			FileObject sibling) {
		ByteArrayOutputStream content = new ByteArrayOutputStream();
		this.classes.put(name, content);
		return new SimpleJavaFileObject(URI.create("memory:///" + name.replace('.', '/') + kind.extension), kind) {
			@Override
			public OutputStream openOutputStream() {
				return content;
			}
		};
	}

	private static final class Source extends SimpleJavaFileObject {

		private final String content;

		Source(String name, String content) {
			super(URI.create("memory:///" + name + Kind.SOURCE.extension), Kind.SOURCE);
			this.content = content;
		}

		@Override
		public CharSequence getCharContent(boolean ignoreErrors) {
			return this.content;
		}

	}

}
