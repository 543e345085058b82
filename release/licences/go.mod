module github.com/headwater-catalog/headwater/release/licences

go 1.26.8

require github.com/google/licensecheck v0.3.1
