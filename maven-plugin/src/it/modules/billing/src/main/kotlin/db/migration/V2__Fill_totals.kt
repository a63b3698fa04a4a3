package db.migration

import dev.headway.script.Revises
import org.flywaydb.core.api.migration.BaseJavaMigration
import org.flywaydb.core.api.migration.Context

@Revises("1")
class V2__Fill_totals : BaseJavaMigration() {

	override fun migrate(context: Context) {
		context.connection.createStatement().use { it.execute("update invoices set id = id") }
	}

}
