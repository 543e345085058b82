select c.customer_id, c.name, sum(n.net) as net
from {{ ref('stg_customers') }} c left join {{ ref('net_orders') }} n on n.customer_id = c.customer_id
group by c.customer_id, c.name
