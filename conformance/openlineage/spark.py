# A small job of Spark SQL: a report of orders and customers, as tables of Spark's own catalog in the folder that it is given.
import sys

from pyspark.sql import SparkSession

spark = SparkSession.builder.appName("tea shop").config("spark.sql.warehouse.dir", sys.argv[1]).getOrCreate()
spark.sql("CREATE TABLE orders USING parquet AS SELECT 1 AS id, 'Assam' AS tea, 3.5 AS price, 7 AS customer")
spark.sql("CREATE TABLE customers USING parquet AS SELECT 7 AS id, 'DE' AS country")
spark.sql("""CREATE TABLE report USING parquet AS
    SELECT o.tea, sum(o.price) AS total FROM orders o JOIN customers c ON o.customer = c.id WHERE c.country = 'DE' GROUP BY o.tea""")
spark.stop()
